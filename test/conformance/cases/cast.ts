import type { Case } from "../case.js";

export const cast: readonly Case[] = [];
