#!/usr/bin/env node
import { startProgram } from "@psa-mcp/core/start";

await startProgram(() => import("./main.ts"));
