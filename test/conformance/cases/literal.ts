import type { Case } from "../case.js";

export const literal: readonly Case[] = [];
