import { join } from 'node:path';
import { defineConfig } from 'vite';

const here = import.meta.dirname;

/** The developer's page, put together for the kiosk's own server, which has it below `/dock/`. */
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
    // The page's policy lets fonts come from files, and small ones are no exception.
    assetsInlineLimit: 0,
  },
});
