import type { Case } from "../case.js";

export const query: readonly Case[] = [];
