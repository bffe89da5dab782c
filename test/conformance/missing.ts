// Prints why real Spark cannot run here; nothing when it can.
import { missing } from "./python.js";

process.stdout.write(missing() ?? "");
