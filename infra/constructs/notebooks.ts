import type { Environment } from "../environment.js";
import { pipelineName } from "../names.js";
import { Construct, Directory, Notebook, Permissions, TerraformAsset } from "../tf.js";

/** A notebook's text as a file. Never as a string in the stack: Terraform would take the `${…}` of the SQL for its own. */
export interface NotebookFile {
  readonly name: string;
  readonly file: string;
}

interface NotebooksProps {
  readonly environment: Environment;
  readonly pipeline: string;
  readonly notebooks: readonly NotebookFile[];
}

/** A pipeline's notebooks in their folder of the workspace. */
export class Notebooks extends Construct {
  /** In the order of the layers. */
  readonly paths: readonly string[];

  constructor(scope: Construct, id: string, { environment, pipeline, notebooks }: NotebooksProps) {
    super(scope, id);
    const { stage, workspace } = environment;
    const folder = new Directory(this, "folder", { path: `${workspace.folder}/${pipelineName(environment, pipeline)}` });
    this.paths = notebooks.map(({ name, file }) => {
      const text = new TerraformAsset(this, `${name}-text`, { path: file });
      return new Notebook(this, name, { path: `${folder.path}/${name}`, source: text.path, format: "SOURCE" }).path;
    });
    if (stage.mode === "production") {
      new Permissions(this, "run-as", {
        directoryPath: folder.path,
        accessControl: [{ servicePrincipalName: stage.runAs, permissionLevel: "CAN_READ" }],
      });
    }
  }
}
