import { materializedView, pipeline } from "#generator";
import { lent } from "../lender/index.js";

const borrowed = materializedView("borrowed", { query: lent });

export default pipeline("borrower", { datasets: { silver: { borrowed } } });
