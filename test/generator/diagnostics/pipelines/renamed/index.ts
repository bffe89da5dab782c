import { pipeline } from "#generator";
import { lent } from "../lender/index.js";

export default pipeline("rebranded", { datasets: { bronze: { lent } } });
