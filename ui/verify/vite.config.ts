import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { inOneFile } from '../in-one-file.ts';

/** The page that checks a receipt, to one file: `dist/verify/index.html`. It runs on whatever phone somebody has. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  plugins: [inOneFile()],
  build: {
    outDir: fileURLToPath(new URL('../../dist/verify', import.meta.url)),
    emptyOutDir: true,
    target: ['chrome109', 'safari16', 'firefox115'],
    assetsInlineLimit: Number.MAX_SAFE_INTEGER,
    cssCodeSplit: false,
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: { output: { codeSplitting: false } },
  },
});
