import { Worker } from "node:worker_threads";
import type { Examination, Examined } from "./examined.ts";

/** Looks into files of strangers without letting them take the server along. */
export interface FileExaminer {
  readonly examine: (examination: Examination) => Promise<Examined>;
}

export interface ExaminerLimits {
  /** Milliseconds for one file. */
  readonly time: number;
  /** MiB of one worker's heap. */
  readonly memory: number;
  /** Files at once; others wait. */
  readonly atOnce: number;
}

const defaults: ExaminerLimits = { time: 30_000, memory: 512, atOnce: 2 };

/**
 * Each file is looked into by a worker of its own, with limits on time and memory. What exceeds them: a PDF is taken
 * without advice, since it is not changed anyway; anything else is refused as damaged.
 */
export function openFileExaminer(limits: ExaminerLimits = defaults): FileExaminer {
  let running = 0;
  const waiting: (() => void)[] = [];
  return {
    examine: async (examination) => {
      if (running >= limits.atOnce) await new Promise<void>((go) => waiting.push(go));
      else running += 1;
      try {
        return (await examineInWorker(examination, limits)) ?? unexamined(examination);
      } finally {
        const next = waiting.shift();
        if (next) next();
        else running -= 1;
      }
    },
  };
}

/** Undefined where the worker broke down or did not come to an end. */
function examineInWorker(
  examination: Examination,
  { time, memory }: ExaminerLimits,
): Promise<Examined | undefined> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL("./examine-worker.server.ts", import.meta.url), {
      workerData: examination,
      resourceLimits: { maxOldGenerationSizeMb: memory, stackSizeMb: 8 },
      // What libraries have to say is about files of citizens.
      stdout: true,
      stderr: true,
      env: {},
    });
    const end = (examined?: Examined): void => {
      clearTimeout(timer);
      resolve(examined);
      void worker.terminate();
    };
    const timer = setTimeout(end, time);
    worker.once("message", (examined: Examined) => {
      end(examined);
    });
    worker.once("error", () => {
      end();
    });
    worker.once("exit", () => {
      end();
    });
  });
}

function unexamined({ bytes, mediaTypes, maxSize }: Examination): Examined {
  const isPdf = Buffer.from(bytes.subarray(0, 5)).toString("latin1") === "%PDF-";
  return isPdf && mediaTypes.includes("application/pdf") && bytes.length <= maxSize
    ? {
        kind: "accepted",
        mediaType: "application/pdf",
        bytes,
        advice: [{ code: "unreadable" }],
      }
    : { kind: "refused", code: "file.damaged" };
}
