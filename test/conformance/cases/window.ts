import type { Case } from "../case.js";

export const window: readonly Case[] = [];
