import type { Environment } from "./environment.js";
import type { TerraformResource } from "./tf.js";

/**
 * Marks a resource that holds state: data, a consumer's position, or an identity that others trust.
 *
 * `preventDestroy` alone does not protect it: Terraform knows a resource by its address, the address comes from the tree of constructs,
 * and a renamed construct is a destroy and a create that `preventDestroy` does not see. So the address is given here, once and for all.
 *
 * @example pin(new KmsKey(this, "key", {...}), "kafka_key", environment)
 */
export function pin<Resource extends TerraformResource>(resource: Resource, address: string, { stage }: Environment): Resource {
  resource.overrideLogicalId(address);
  if (stage.mode === "production") resource.lifecycle = { preventDestroy: true };
  return resource;
}
