import type { Case } from "../case.js";

export const struct: readonly Case[] = [];
