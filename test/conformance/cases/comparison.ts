import type { Case } from "../case.js";

export const comparison: readonly Case[] = [];
