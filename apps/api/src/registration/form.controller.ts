import { OwnDataService } from '@foyer/exchange';
import type { Call } from '@foyer/platform';
import {
  AnswerFiles,
  AnswersService,
  ConsentLogQueries,
  FormQueries,
  FormService,
  MyDataService,
} from '@foyer/registration';
import { Controller, Inject } from '@nestjs/common';
import { FileAnswer } from '../http/file-answer.js';
import { Handles, type In, type Out } from '../http/handles.js';

@Controller()
export class FormController {
  constructor(
    @Inject(FormService) private readonly forms: FormService,
    @Inject(FormQueries) private readonly queries: FormQueries,
    @Inject(AnswersService) private readonly answers: AnswersService,
    @Inject(ConsentLogQueries) private readonly consents: ConsentLogQueries,
    @Inject(AnswerFiles) private readonly files: AnswerFiles,
    @Inject(MyDataService) private readonly data: MyDataService,
    @Inject(OwnDataService) private readonly own: OwnDataService,
  ) {}

  @Handles('getForm')
  form({ params }: In<'getForm'>, call: Call): Promise<Out<'getForm'>> {
    return this.queries.form(call, params.event);
  }

  @Handles('getFormDesk')
  desk({ params }: In<'getFormDesk'>, call: Call): Promise<Out<'getFormDesk'>> {
    return this.queries.desk(call, params.event);
  }

  @Handles('saveForm')
  save({ params, body }: In<'saveForm'>, call: Call): Promise<Out<'saveForm'>> {
    return this.forms.save(call, params.event, body);
  }

  @Handles('getMyAnswers')
  mine({ params }: In<'getMyAnswers'>, call: Call): Promise<Out<'getMyAnswers'>> {
    return this.answers.mine(call, params.event);
  }

  @Handles('setConsent')
  setConsent({ params, body }: In<'setConsent'>, call: Call): Promise<Out<'setConsent'>> {
    return this.answers.setConsent(call, params, body);
  }

  @Handles('getParticipantAnswers')
  theirs({ params }: In<'getParticipantAnswers'>, call: Call): Promise<Out<'getParticipantAnswers'>> {
    return this.answers.ofParticipant(call, params.event, params.registration);
  }

  @Handles('saveParticipantAnswers')
  async saveTheirs(
    { params, body }: In<'saveParticipantAnswers'>,
    call: Call,
  ): Promise<Out<'saveParticipantAnswers'>> {
    await this.answers.saveFor(call, params, body.answers);
  }

  @Handles('uploadAnswerFile')
  upload({ params, body }: In<'uploadAnswerFile'>, call: Call): Promise<Out<'uploadAnswerFile'>> {
    return this.files.take(call, params.event, body);
  }

  @Handles('getMyAnswerFile')
  async myFile({ params }: In<'getMyAnswerFile'>, call: Call): Promise<FileAnswer> {
    return FileAnswer.of(await this.files.mine(call, params.event, params.file));
  }

  @Handles('getParticipantAnswerFile')
  async theirFile({ params }: In<'getParticipantAnswerFile'>, call: Call): Promise<FileAnswer> {
    return FileAnswer.of(await this.files.ofParticipant(call, params));
  }

  @Handles('listConsentLog')
  log({ params, query }: In<'listConsentLog'>, call: Call): Promise<Out<'listConsentLog'>> {
    return this.consents.log(call, params.event, query);
  }

  @Handles('getMyData')
  myData({ params }: In<'getMyData'>, call: Call): Promise<Out<'getMyData'>> {
    return this.own.read(call, params.event);
  }

  @Handles('eraseMyData')
  async erase({ params }: In<'eraseMyData'>, call: Call): Promise<Out<'eraseMyData'>> {
    await this.data.erase(call, params.event);
  }
}
