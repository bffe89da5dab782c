import type { Case } from "../case.js";

export const hash: readonly Case[] = [];
