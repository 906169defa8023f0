import { join } from 'node:path';
import { defineConfig } from 'vite';

const here = import.meta.dirname;

export default defineConfig({
  root: join(here, 'page'),
  base: '/dock/',
  publicDir: false,
  build: {
    rolldownOptions: { input: { dock: join(here, 'page/index.html'), demo: join(here, 'page/demo.html') } },
    outDir: join(here, '../../dist/simulators/dock'),
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    // The page's policy allows fonts only from files.
    assetsInlineLimit: 0,
  },
});
