import type { Case } from "../case.js";

export const conditional: readonly Case[] = [];
