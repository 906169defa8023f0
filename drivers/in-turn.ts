export type TaskQueue = <T>(task: () => Promise<T>) => Promise<T>;

/** A task that rejects blocks all later tasks. */
export function createTaskQueue(): TaskQueue {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const turn = last.then(task);
    last = turn;
    return turn;
  };
}
