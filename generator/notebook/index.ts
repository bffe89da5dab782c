export { type Notebook, notebooksOf } from "./notebook.js";
