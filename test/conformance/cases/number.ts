import type { Case } from "../case.js";

export const number: readonly Case[] = [];
