import { run } from './run.mjs';

/** Builds once for all parts. In vitest's process Lit would be built for developers. */
let building: ReturnType<typeof run> | undefined;

export async function setup(): Promise<void> {
  building ??= run([process.execPath, 'test/tools/build.mjs'], { show: true, env: { NODE_ENV: '' } });
  if ((await building).code !== 0) throw new Error('the build failed, see above');
}
