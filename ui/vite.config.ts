import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** Citizen's page: built to `dist/ui`, served at `/`; its socket has the same origin. */
export default defineConfig({
  root: fileURLToPath(new URL('./citizen', import.meta.url)),
  base: './',
  build: {
    outDir: fileURLToPath(new URL('../dist/ui', import.meta.url)),
    emptyOutDir: true,
    target: 'chrome120',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
