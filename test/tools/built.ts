import { run } from './run.mjs';

/** Builds once for all test projects, in another process: in vitest's process, Lit's development version would be built. */
let building: ReturnType<typeof run> | undefined;

export async function setup(): Promise<void> {
  building ??= run([process.execPath, 'test/tools/build.mjs'], { show: true, env: { NODE_ENV: '' } });
  if ((await building).code !== 0) throw new Error('the build failed, see above');
}
