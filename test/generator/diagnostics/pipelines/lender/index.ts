import * as z from "zod";
import { kafka, pipeline, streamingTable } from "#generator";

const events = kafka("events", { topic: "events", partitions: 1, retention: "1 day", value: z.object({ id: z.string() }) });

export const lent = streamingTable("lent", { query: events.stream() });

export default pipeline("lender", { datasets: { bronze: { lent } } });
