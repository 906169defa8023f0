import { describe, expect, it } from 'vitest';
import { firstLoaded, strayModules } from './bundle-check.mjs';

describe('the bundle check', () => {
  const chunk = (modules: string[], imports: string[] = [], entry = false) => ({
    modules,
    imports,
    dynamicImports: [],
    entry,
  });

  it('finds modules that must not be shipped', () => {
    expect(
      strayModules({
        'dist/device/a.js': chunk(['device/main.ts', 'simulators/host/host.ts']),
        'dist/ui/b.js': chunk(['ui/x.ts', 'device/words/format.ts', 'drivers/money.ts', 'device/screen/screen.ts']),
        'dist/simulators/c.js': chunk(['simulators/host/host.ts', 'drivers/framer.ts']),
      }),
    ).toEqual(['dist/device/a.js contains simulators/host/host.ts', 'dist/ui/b.js contains device/screen/screen.ts']);
  });

  it('follows static imports from the entry', () => {
    const chunks = {
      'dist/ui/main.js': chunk([], ['dist/ui/lit.js', 'dist/ui/words.js'], true),
      'dist/ui/lit.js': chunk([], ['dist/ui/main.js']),
      'dist/ui/words.js': chunk([]),
      'dist/ui/later.js': chunk([]),
    };
    expect(firstLoaded(chunks, 'dist/ui/').sort()).toEqual(['dist/ui/lit.js', 'dist/ui/main.js', 'dist/ui/words.js']);
  });
});
