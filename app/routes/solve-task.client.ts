import { solveChallengeWorkers, type Challenge } from "altcha-lib";
import SolvingWorker from "altcha/workers/pbkdf2?worker";

/** Workers at once: more would make a phone hot for little. */
const most = 4;

/** Solves a task of the server in workers; what is to be sent back. Undefined where this browser cannot. */
export async function solveTask(
  task: string,
  controller: AbortController,
): Promise<string | undefined> {
  const challenge = JSON.parse(task) as Challenge;
  try {
    const solution = await solveChallengeWorkers({
      challenge,
      controller,
      concurrency: Math.min(most, navigator.hardwareConcurrency || 1),
      createWorker: () => new SolvingWorker(),
    });
    return solution ? btoa(JSON.stringify({ challenge, solution })) : undefined;
  } catch {
    return undefined;
  }
}
