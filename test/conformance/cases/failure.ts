import * as z from "zod";
import { when } from "#generator";
import { raiseError } from "../../../generator/functions/index.js";
import { type Case, scalar } from "../case.js";

/** What a failing expectation becomes on engines without expectations; pipelines do not call it. */
export const failure: readonly Case[] = [
  scalar({ ok: z.boolean() }, (r) => when(r.ok, true).otherwise(raiseError("it's \\ not\nso \u0024{x}; ")), [[true], [false], [null]]),
  scalar({ ok: z.boolean() }, (r) => when(r.ok, true).otherwise(raiseError("")), [[true], [false]], { ansi: false }),
];
