import { pipeline } from "#generator";
import * as bronze from "./bronze.js";
import * as gold from "./gold.js";
import * as silver from "./silver.js";

export default pipeline("pos", {
  comment: "Stock and sales of stores from their point-of-sale systems, on Amazon MSK or Azure Event Hubs.",
  datasets: { bronze, silver, gold },
  settings: { mode: "triggered", every: "5 minutes", timeZone: "UTC" },
});
