import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** Built to `dist/technician`, served below `/technician/`; the citizen's page loads none of it. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/technician/',
  publicDir: false,
  build: {
    outDir: fileURLToPath(new URL('../../dist/technician', import.meta.url)),
    emptyOutDir: true,
    target: 'chrome120',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
