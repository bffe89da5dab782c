export { type Declared, type Notebook, notebooksIn, notebooksOf, scriptsOf } from "./notebook.js";
