import { useEffect, useRef, useState } from "react";

/** When a session ends, as the server says it. */
export interface SessionEndState {
  /** Seconds that are left. */
  readonly left: number;
  /** Time of day. */
  readonly until: string;
  /** Whether it can be made longer than that. */
  readonly mayExtend: boolean;
}

export interface SessionEndProps extends SessionEndState {
  /** Answers a post with a `SessionEndState`. */
  readonly extendAction: string;
  readonly signOutAction: string;
  readonly signInAction: string;
}

/** Seconds before the end at which the dialog opens. */
const warning = 120;

/** Tells the same person's other pages that the session has become longer. */
const channelName = "einmal-session";

interface Told extends SessionEndState {
  /** Milliseconds since 1970, by the browser's clock. */
  readonly at: number;
}
type Stage = "calm" | "soon" | "ended";

/** Watches over the end of a session: opens the dialog before it, closes it where any page has made it longer. */
export function useSessionEnd({ left, until, mayExtend, extendAction }: SessionEndProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [stage, setStage] = useState<Stage>("calm");
  const [end, setEnd] = useState<SessionEndState>({ left, until, mayExtend });
  const [failed, setFailed] = useState(false);
  const current = useRef<Told>();
  const channel = useRef<BroadcastChannel>();

  useEffect(() => {
    const take = (told: Told): void => {
      if (current.current && told.at <= current.current.at) return;
      current.current = told;
      setEnd(told);
      tell();
    };
    const tell = (): void => {
      const rest = ((current.current?.at ?? 0) - Date.now()) / 1000;
      setStage(rest <= 0 ? "ended" : rest <= warning ? "soon" : "calm");
    };
    const others = new BroadcastChannel(channelName);
    others.onmessage = ({ data }: MessageEvent<Told>) => {
      take(data);
    };
    channel.current = others;
    const own: Told = { left, until, mayExtend, at: Date.now() + left * 1000 };
    take(own);
    others.postMessage(own);
    // The clock decides, not the number of ticks: devices sleep.
    const timer = setInterval(tell, 1000);
    return () => {
      clearInterval(timer);
      others.close();
    };
  }, [left, until, mayExtend]);

  useEffect(() => {
    if (stage === "calm") dialog.current?.close();
    else if (dialog.current?.open === false) dialog.current.showModal();
  }, [stage]);

  const extend = (): void => {
    setFailed(false);
    void fetch(extendAction, { method: "POST", body: new URLSearchParams() })
      .then(async (answer) => {
        if (answer.status === 401) {
          setStage("ended");
          return;
        }
        if (!answer.ok) throw new Error(`status ${String(answer.status)}`);
        const state = (await answer.json()) as SessionEndState;
        const told: Told = { ...state, at: Date.now() + state.left * 1000 };
        current.current = told;
        setEnd(told);
        setStage(state.left > warning ? "calm" : "soon");
        channel.current?.postMessage(told);
        if (state.left <= warning) dialog.current?.close();
      })
      .catch(() => {
        setFailed(true);
      });
  };
  const close = (): void => {
    dialog.current?.close();
  };
  return { dialog, stage, end, failed, extend, close };
}
