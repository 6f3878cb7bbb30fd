import { graphql } from '@/shared/graphql/generated';

export const StatisticsDocument = graphql(`
  query Statistics($subject: StatisticsSubject!, $begin: Date!, $end: Date!, $tenant: String) {
    statistics(subject: $subject, begin: $begin, end: $end, tenant: $tenant) {
      subject begin end
      columns { key unit norm }
      rows { key values }
      total { key values }
    }
  }
`);

export const StatisticsCallsDocument = graphql(`
  query StatisticsCalls(
    $subject: StatisticsSubject!, $key: String!, $begin: Date!, $end: Date!, $tenant: String, $first: Int, $offset: Int
  ) {
    statisticsCalls(
      subject: $subject, key: $key, begin: $begin, end: $end, tenant: $tenant, first: $first, offset: $offset
    ) {
      total
      items { id callId medium caller called arrivedAt endedAt endReason waitedSeconds talkedSeconds agentNumber }
    }
  }
`);

export const CentresDocument = graphql(`
  query StatisticsCentres { floors { key name } }
`);
