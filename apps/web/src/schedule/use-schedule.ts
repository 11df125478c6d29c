import { streams, type ScheduleRun } from '@foyer/contracts';
import { useEffect, useMemo } from 'react';
import { useEvent } from '../events/use-event.js';
import { forget, useCall, type Answer } from '../server/api.js';
import { useStream } from '../server/live.js';
import type { Reading } from '../ui/Loaded.js';

export type ScheduleDesk = Answer<'getSchedule'>;
type Plan = Answer<'getSchedulePlan'>;

/** What there is to schedule and the runs, as they go on; the newest run first. */
export function useSchedule(): Reading<ScheduleDesk> {
  const { event } = useEvent();
  const { data, error, refetch } = useCall('getSchedule', { params: { event: event.slug } });
  const followed = useStream(streams.schedule, data ? { event: event.id } : null);
  const state = followed?.status === 'ready' ? followed.state.run : undefined;
  const runs = useMemo(
    () => state && Object.values(state).toSorted((one, other) => (one.id < other.id ? 1 : -1)),
    [state],
  );
  // What is published changes what there is to schedule.
  const published = runs?.filter((run) => run.state === 'published').length;
  useEffect(() => {
    if (published !== undefined) void forget('getSchedule');
  }, [published]);
  const desk = useMemo(() => data && { ...data, runs: runs ?? data.runs }, [data, runs]);
  return { data: desk, error, refetch };
}

/** A run's plan as far as it has come. */
export function usePlan(run: ScheduleRun): Reading<{ plan: Plan; at: readonly number[] }> {
  const { event } = useEvent();
  const params = { event: event.slug, run: run.id };
  const begun = run.state !== 'queued';
  const plan = useCall('getSchedulePlan', { params }, { enabled: begun, staleTime: 60_000 });
  const placement = useCall('getSchedulePlacement', { params }, { enabled: begun, staleTime: 60_000 });
  const known = placement.data?.version;
  // While it computes, figures come by themselves; the picture is asked for when it has changed.
  useEffect(() => {
    if (known !== undefined && known < run.version) void forget('getSchedulePlacement');
  }, [known, run.version]);
  useEffect(() => {
    if (run.state === 'published') void forget('getSchedulePlan');
  }, [run.state]);
  const data = useMemo(
    () => (plan.data && placement.data ? { plan: plan.data, at: placement.data.at } : undefined),
    [plan.data, placement.data],
  );
  return {
    data,
    error: plan.error ?? placement.error,
    refetch: () => Promise.all([plan.refetch(), placement.refetch()]),
  };
}

export const isGoing = ({ state }: ScheduleRun): boolean => state === 'queued' || state === 'running';
/** A plan that one can look at; tries with more tables are shown elsewhere. */
export const isPlan = ({ state, extraTables }: ScheduleRun): boolean =>
  extraTables === 0 && (state === 'done' || state === 'published');
