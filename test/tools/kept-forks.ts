import { ForksPoolWorker, type PoolOptions, type PoolWorker } from 'vitest/node';

/* Vitest ends the process when the next file is of another project. A new process loads shared files again. */

const POOL = 'kept-forks';

type Hear = Parameters<PoolWorker['on']>[1];

interface Resting {
  readonly project: PoolOptions['project'];
  readonly fork: ForksPoolWorker;
}

/**
 * Vitest's process pool with reuse. In a project without `isolate`, a process waits for the next file of the project. `most`: largest
 * number of waiting processes. In watch mode processes end as usual, because a loaded file may change.
 */
export function createForkPool(most: number) {
  const resting: Resting[] = [];
  let closing = false;
  const endAll = async () => {
    closing = true;
    await Promise.all(resting.splice(0).map(({ fork }) => fork.stop()));
  };

  function keptFork(options: PoolOptions): PoolWorker {
    const { project } = options;
    const at = resting.findIndex((one) => one.project === project);
    const kept = at < 0 ? null : resting.splice(at, 1)[0]!.fork;
    const fork = kept ?? new ForksPoolWorker(options);
    let heard: (readonly [event: string, hear: Hear])[] = [];
    let mayRest = false;
    const answer = (type: 'started' | 'stopped') =>
      queueMicrotask(() => {
        for (const [event, hear] of heard) if (event === 'message') hear({ type, __vitest_worker_response__: true });
      });
    return {
      name: POOL,
      cacheFs: true,
      deserialize: (data) => data,
      on(event, hear) {
        heard.push([event, hear]);
        fork.on(event, hear);
      },
      off(event, hear) {
        heard = heard.filter(([, other]) => other !== hear);
        fork.off(event, hear);
      },
      send(message) {
        if (message.type === 'stop') {
          mayRest = true;
          answer('stopped');
        } else if (message.type === 'start' && kept) answer('started');
        else fork.send(message);
      },
      start: async () => (kept ? undefined : fork.start()),
      async stop() {
        for (const [event, hear] of heard) fork.off(event, hear);
        if (!mayRest || closing) return fork.stop();
        resting.push({ project, fork });
        if (resting.length > most) await resting.shift()?.fork.stop();
      },
    };
  }

  let isHeardOf = false;
  return {
    name: POOL,
    createPoolWorker(options: PoolOptions): PoolWorker {
      const { config, vitest } = options.project;
      if (config.isolate || vitest.config.watch) return Object.assign(new ForksPoolWorker(options), { name: POOL });
      if (!isHeardOf) vitest.onClose(endAll);
      isHeardOf = true;
      return keptFork(options);
    },
  };
}
