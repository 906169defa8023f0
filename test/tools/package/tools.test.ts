import { describe, expect, it } from 'vitest';
import { missingToolsLine } from './tools.mjs';

const here =
  (...missing: readonly string[]) =>
  (program: string) =>
    !missing.includes(program);

describe('what the package is made with', () => {
  it('when the cross compiler is missing, then one line names its packages and the command for the other package alone', () => {
    const has = here('aarch64-linux-gnu-gcc', 'aarch64-linux-gnu-g++', 'qemu-aarch64-static');
    expect(missingToolsLine(['amd64', 'arm64'], has, 'x64')).toBe(
      'the package for arm64 cannot be made on this machine yet: sudo apt-get install gcc-aarch64-linux-gnu g++-aarch64-linux-gnu qemu-user-static; or amd64 alone: npm run package -- amd64',
    );
    expect(missingToolsLine(['arm64'], has, 'x64')).not.toContain('alone');
    expect(missingToolsLine(['amd64'], has, 'x64')).toBeNull();
  });

  it('when debhelper is missing, then no package can be made', () => {
    expect(missingToolsLine(['amd64'], here('dh'), 'x64')).toBe(
      'a package cannot be made on this machine yet: sudo apt-get install debhelper',
    );
  });
});
