import type { Case } from "../case.js";

export const map: readonly Case[] = [];
