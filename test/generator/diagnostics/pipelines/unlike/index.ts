import { day, instant, materializedView, pipeline } from "#generator";
import { js } from "../../shop.js";
import { lent } from "../lender/index.js";

const later = day("2024-02-29").gt(js(instant("2024-02-29T00:00:00Z")));

const flagged = materializedView("flagged", { query: lent.select((row) => ({ key: row.key, later })) });

export default pipeline("unlike", { datasets: { bronze: { lent, flagged } } });
