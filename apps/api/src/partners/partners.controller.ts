import {
  AsideService,
  DirectoryQueries,
  MarketQueries,
  RecommendationQueries,
  SuggestionQueries,
} from '@foyer/partners';
import type { Call } from '@foyer/platform';
import { Controller, Inject } from '@nestjs/common';
import { Handles, type In, type Out } from '../http/handles.js';

/** Whom there is to meet. */
@Controller()
export class PartnersController {
  constructor(
    @Inject(DirectoryQueries) private readonly directory: DirectoryQueries,
    @Inject(RecommendationQueries) private readonly recommendations: RecommendationQueries,
    @Inject(MarketQueries) private readonly market: MarketQueries,
    @Inject(SuggestionQueries) private readonly suggestions: SuggestionQueries,
    @Inject(AsideService) private readonly aside: AsideService,
  ) {}

  @Handles('listPartners')
  async listPartners({ params, query }: In<'listPartners'>, call: Call): Promise<Out<'listPartners'>> {
    return { partners: await this.suggestions.list(call, params.event, query) };
  }

  @Handles('listDirectory')
  list({ params, query }: In<'listDirectory'>, call: Call): Promise<Out<'listDirectory'>> {
    return this.directory.list(call, params.event, query);
  }

  @Handles('getPartner')
  one({ params }: In<'getPartner'>, call: Call): Promise<Out<'getPartner'>> {
    return this.directory.one(call, params.event, params.person);
  }

  @Handles('getPartnerOrganisation')
  organisation({ params }: In<'getPartnerOrganisation'>, call: Call): Promise<Out<'getPartnerOrganisation'>> {
    return this.directory.organisation(call, params.event, params.organisation);
  }

  @Handles('listRecommendations')
  recommend({ params, query }: In<'listRecommendations'>, call: Call): Promise<Out<'listRecommendations'>> {
    return this.recommendations.list(call, params.event, query.limit);
  }

  @Handles('listSetAside')
  listSetAside({ params }: In<'listSetAside'>, call: Call): Promise<Out<'listSetAside'>> {
    return this.directory.setAside(call, params.event);
  }

  @Handles('setAside')
  async setAside({ params }: In<'setAside'>, call: Call): Promise<Out<'setAside'>> {
    await this.aside.setAside(call, params.event, params.person);
  }

  @Handles('takeBackAside')
  async takeBack({ params }: In<'takeBackAside'>, call: Call): Promise<Out<'takeBackAside'>> {
    await this.aside.takeBack(call, params.event, params.person);
  }

  @Handles('getMarketplace')
  marketplace({ params, query }: In<'getMarketplace'>, call: Call): Promise<Out<'getMarketplace'>> {
    return this.market.list(call, params.event, query.search);
  }
}
