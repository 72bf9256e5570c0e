import { parentPort, workerData } from "node:worker_threads";
import { examineFile } from "./examine-file.server.ts";
import type { Examination } from "./examined.ts";

// One worker looks into one file and ends.
parentPort?.postMessage(await examineFile(workerData as Examination));
