import { EventsModule } from '@foyer/events';
import { Module } from '@nestjs/common';
import { AsideService } from './aside.service.js';
import { DirectoryQueries } from './directory.queries.js';
import { MarketQueries } from './market.queries.js';
import { RecommendationQueries } from './recommendations.queries.js';
import { SuggestionQueries } from './suggestions.queries.js';
import { TopicImportService } from './topic-import.service.js';
import { TopicsService } from './topics.service.js';

const providers = [
  ...[DirectoryQueries, RecommendationQueries, MarketQueries, SuggestionQueries, AsideService],
  ...[TopicsService, TopicImportService],
];

@Module({ imports: [EventsModule], providers, exports: providers })
export class PartnersModule {}
