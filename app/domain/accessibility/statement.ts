import { accessibilityState, type AccessibilityResult } from "../paths/accessibility.ts";

/** Article 3 of the implementing decision (EU) 2018/1523 knows these three. */
export type Conformity = "full" | "partial" | "none";

/** What is known to keep somebody out of a service: a finding of the last check, or that there was none. */
export type ServiceBarrier =
  | { readonly kind: "found"; readonly count: number }
  /** Nobody has checked this version yet; `earlier`: only one before it. */
  | { readonly kind: "unchecked" }
  | { readonly kind: "earlier" }
  /** There is no text in plain German, or not for every part. */
  | { readonly kind: "noPlainText" };

/** What holds for the whole portal. */
export type PortalBarrier = "signLanguage" | "translations" | "foreignFiles";

export interface CheckedService {
  readonly id: string;
  /** Of the browser run over the version that is offered. */
  readonly result: AccessibilityResult | undefined;
  readonly earlierChecked: boolean;
  readonly speaksPlainly: boolean;
}

/** What a municipality has had examined beyond the automatic checks. */
export interface Assessment {
  /** ISO date. */
  readonly day: string;
  readonly by: "self" | "others";
}

export interface Conclusion {
  readonly conformity: Conformity;
  readonly services: readonly {
    readonly id: string;
    /** ISO instant of the last check. */
    readonly checkedAt: string | undefined;
    readonly barriers: readonly ServiceBarrier[];
  }[];
  readonly portal: readonly PortalBarrier[];
  /** ISO instant of the newest check of any service. */
  readonly checkedAt: string | undefined;
}

/**
 * What a statement may say. Automatic checks see a part of the requirements only: "full" needs an assessment by people after
 * all of the checks, and nothing that is known against it. Where nothing was checked, nothing is claimed.
 */
export function concludeStatement(
  checked: readonly CheckedService[],
  {
    unreviewed,
    assessment,
  }: {
    /** Whether there are translations that nobody has checked. */
    readonly unreviewed: boolean;
    readonly assessment: Assessment | undefined;
  },
): Conclusion {
  const services = checked.map((service) => ({
    id: service.id,
    checkedAt: service.result?.checkedAt,
    barriers: barriersOf(service),
  }));
  const portal: PortalBarrier[] = [
    "signLanguage",
    ...(unreviewed ? (["translations"] as const) : []),
    "foreignFiles",
  ];
  const checkedAt = services
    .flatMap(({ checkedAt: at }) => at ?? [])
    .sort()
    .at(-1);
  return { conformity: conformityOf(checked, checkedAt, assessment), services, portal, checkedAt };
}

function barriersOf({ result, earlierChecked, speaksPlainly }: CheckedService): ServiceBarrier[] {
  const state = accessibilityState(result, earlierChecked);
  const found: ServiceBarrier[] =
    state.kind !== "checked"
      ? [{ kind: state.kind }]
      : state.barriers > 0
        ? [{ kind: "found", count: state.barriers }]
        : [];
  return [...found, ...(speaksPlainly ? [] : [{ kind: "noPlainText" } as const])];
}

function conformityOf(
  checked: readonly CheckedService[],
  newest: string | undefined,
  assessment: Assessment | undefined,
): Conformity {
  const sound = checked.filter(({ result }) => result?.barriers === 0).length;
  if (sound === 0) return "none";
  const assessed = assessment !== undefined && assessment.day >= (newest ?? "").slice(0, 10);
  return sound === checked.length && assessed ? "full" : "partial";
}
