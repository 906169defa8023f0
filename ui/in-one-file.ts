import { join } from 'node:path';
import type { Plugin, UserConfig } from 'vite';

/** A page in a folder of `ui/`, built to one file: `dist/NAME/index.html`. */
export const pageInOneFile = (name: string, target: string | string[]): UserConfig => ({
  root: join(import.meta.dirname, name),
  base: './',
  plugins: [inOneFile()],
  build: {
    outDir: join(import.meta.dirname, '../dist', name),
    emptyOutDir: true,
    target,
    assetsInlineLimit: Number.MAX_SAFE_INTEGER,
    cssCodeSplit: false,
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: { output: { codeSplitting: false } },
  },
});

/**
 * Puts script and style sheet into the page: `file://` cannot load a module script. Throws if there are several scripts: one would be left
 * out.
 */
function inOneFile(): Plugin {
  return {
    name: 'in-one-file',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const page = bundle['index.html'];
        const rest = Object.values(bundle).filter((file) => file !== page);
        if (page?.type !== 'asset' || rest.length !== 2) throw new Error('one page, one script and one style sheet');
        let text = String(page.source);
        for (const file of rest) {
          const [pattern, inlined] =
            file.type === 'chunk'
              ? [/<script type="module"[^>]*><\/script>/, `<script type="module">${forScript(file.code)}</script>`]
              : [/<link rel="stylesheet"[^>]*>/, `<style>${String(file.source)}</style>`];
          text = text.replace(pattern, () => inlined);
          delete bundle[file.fileName];
        }
        page.source = text;
      },
    },
  };
}

const forScript = (code: string): string => code.replaceAll('</script', '<\\/script');
