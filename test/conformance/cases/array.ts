import type { Case } from "../case.js";

export const array: readonly Case[] = [];
