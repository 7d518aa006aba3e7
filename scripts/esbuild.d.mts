import type { Plugin } from 'esbuild';

export const target: string[];
export function workerSource(): Promise<string>;
export function virtualModules(): Plugin;
