// The types of the plugin beside it.
import type { Plugin } from 'vite';

export function excalidraw(): Plugin;
