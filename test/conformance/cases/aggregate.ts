import type { Case } from "../case.js";

export const aggregate: readonly Case[] = [];
