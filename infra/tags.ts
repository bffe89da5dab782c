import { type IAspect, type IConstruct, TerraformResource } from "./tf.js";

/** Puts the tags on every Azure resource that can carry some: its provider, unlike AWS', knows no default tags. */
export class Tags implements IAspect {
  readonly #tags: Readonly<Record<string, string>>;

  constructor(tags: Readonly<Record<string, string>>) {
    this.#tags = tags;
  }

  visit(node: IConstruct): void {
    if (takesTags(node) && node.terraformResourceType.startsWith("azurerm_")) node.tags = { ...this.#tags };
  }
}

function takesTags(node: IConstruct): node is TerraformResource & { tags: Record<string, string> } {
  return TerraformResource.isTerraformResource(node) && "tagsInput" in node;
}
