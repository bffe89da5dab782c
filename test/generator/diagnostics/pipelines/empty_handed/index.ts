export { lent } from "../lender/index.js";
