import type { Case } from "../case.js";

export const json: readonly Case[] = [];
