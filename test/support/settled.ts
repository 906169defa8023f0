/** The result of `work`. Until then `until` lets simulated time pass. */
export async function settleWith<T>(until: (done: () => boolean) => Promise<void>, work: Promise<T>): Promise<T> {
  let done = false;
  const finished = work.finally(() => {
    done = true;
  });
  await until(() => done);
  return finished;
}
