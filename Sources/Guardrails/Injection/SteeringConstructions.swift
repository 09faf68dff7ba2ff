/// How the families of words combine into passages that steer a machine.
///
/// One construction a line: points, signal, then elements. An element is a family of
/// `SteeringWords`, several joined by `|`, or words after `=`; `^` wants it where a clause begins, and
/// `..n` allows up to n tokens before it. Each construction counts once in a passage; those of
/// negative points speak for a passage that people wrote for people.
enum SteeringConstructions {
  static let lines = """
    # orders to set other orders aside
    4 output_steering ^ignore ..2 all|prior|secret|possess ..3 instruction
    3 output_steering ignore ..1 =all/any/every/your ..3 instruction
    4 output_steering ^ignore ..2 =everything/anything/whatever ..3 =above/before/earlier/else/written/said/prior/preceding
    4 output_steering ^ignore ..2 =policy/policies/prompt/rules/instructions/guidelines/guardrails ..1 =above/below/given/before
    3 output_steering ^ignore ..2 =policy/policies/rules/guardrails/instructions ..3 =approve/accept/release/certify/clear/pass
    2 output_steering =approve/release/certify/accept ..1 =this ..1 product
    3 output_steering =new/updated/real/actual/true/revised instruction =:
    3 output_steering ^=override ..2 =system/safety/previous/prior/all ..2 instruction
    2 output_steering =regardless ..3 =of ..6 charted|digest
    2 output_steering =regardless/irrespective/notwithstanding ..1 =of ..2 =figures/value/values/findings/facts/evidence/above/text/content/contents/notes/chart/record/results

    # how to reply
    3 output_steering ^reply ..2 =with/only/in/as/using/just/nothing/by/solely/exclusively
    2 output_steering ^reply =to ..1 =that/it/every
    3 output_steering only ..1 reply
    2 output_steering only ..1 say ..2 =:/"/“/'
    3 output_steering say|reply ..1 =no/nothing =more/else
    2 output_steering reply|=write/print/output/return/read/process ..8 =nothing =else/further/more
    3 output_steering =hand/give/send/return/hands/gives/sends ..1 =back ..2 only
    3 output_steering =you/your ..2 =hand/give/send ..1 =back
    3 output_steering say ..2 =the ..2 =words/word/letters/phrase/sentence/line =:/"/“/'
    2 output_steering =holds/contains/carries/with/say/says/write/include/includes/reply/print ..1 =the ..2 =words/word/letters/phrase/string ..1 ="/“/ok/none/nothing/yes/no
    3 output_steering =word =for =word
    3 output_steering =begin/start/open/end/finish/close/sign/preface/precede ..1 =each/every ..1 =sentence/line/paragraph/answer/reply/bullet/word
    3 output_steering =number =of =words ..8 =is/zero/must/be
    3 output_steering =in/within/using/under/exactly ..2 =one/two/three/five/ten/zero =words/word/sentence/letters
    3 output_steering =talk/speak/write/sound/respond/answer/reply ..1 =like =a/an ..1 style|=robot/child/villain/comedian/salesman/king
    2 output_steering =medical/clinical =words/terms/content/details ..2 =not/unwanted/forbidden

    # the output of whoever is addressed
    3 output_steering =your ..2 product|digest
    2 output_steering =your ..1 work
    1 output_steering ^say|drop|ask ..8 =your ..2 product|digest|work
    3 output_steering say|drop|compose|shorten ..10 =your ..1 digest|product
    3 output_steering =your/the/any/a/every/this =write =- =up
    3 output_steering =condensed/shortened/abridged/short ..1 =form/version/account ..1 =of
    2 output_steering =you ..2 shorten
    3 output_steering =you ..3 compose|say|shorten ..4 =must/should/shall
    3 output_steering digest ..4 oblige ..3 say|drop|=read/be/sound/omit
    3 output_steering digest ..6 =is/are =zero/empty/nothing/blank/unnecessary/to
    3 output_steering product ..6 oblige ..2 say|drop|shorten
    2 output_steering product|digest|charted ..8 oblige ..2 =read/sound/look/come =as/like/across
    2 output_steering product ..6 =may/can =carry/contain/hold/include/mention/state/say/show
    3 output_steering ^say|drop|shorten ..12 =in/from/of/out/into/to/at/inside/within ..1 =the/any/every/this/final ..2 digest
    3 output_steering ^drop ..14 =out ..1 =of/from ..1 =the/any/every/final/this ..2 product|digest
    3 output_steering ^drop ..12 =from/in ..1 =the/any/every/final/this ..1 product|digest
    2 output_steering ^say ..12 =in/at/into/to/on ..3 =the/any/every/final/this ..1 product
    2 output_steering drop ..12 =from/in/of ..2 digest|product
    2 output_steering say ..8 =as/that ..6 =in ..3 product|digest
    2 output_steering =in =every/any/all/each ..2 product|digest
    2 output_steering =instead/place/lieu =of ..2 product|digest|=usual
    2 output_steering =place/stead ..1 =of ..2 product|digest
    3 output_steering =where ..2 digest|product ..3 =would/should/normally/sits/goes
    2 output_steering =usual/normal/final/entire/whole/only ..1 =output/response/answer/reply/summary/digest/recap
    3 output_steering =valid/accepted/complete/correct ..1 =only =if/when
    2 output_steering =must/should/shall/to/has ..1 =read/appear/sound ..1 =as/like
    3 output_steering =no/without/any ..1 =word/words/mention/trace/hint/reference =on/of/about/to
    3 output_steering =it/this/note/text/summary =reads/sounds/looks ..2 =better/cleaner/nicer/smoother =without/with/if
    2 output_steering ^=treat/report/record/render/count/list/describe/portray/depict/regard/register/show ..8 =as
    2 output_steering oblige ..1 =treat/report/record/render/count/list/describe/portray/depict/regard/register/show ..5 =as
    2 output_steering =nothing =about/on/regarding/concerning
    2 output_steering =never/not ..1 =appear/appears/appeared/surface
    2 output_steering =comes/come/coming =across =as

    # what is made of this page
    3 output_steering whenever ..5 =summarize/summarise/condense/abridge/recap/retell/retold/paraphrase/shorten/rephrase/rewrite/summarizing/summarising/condensing/abridging/retelling/paraphrasing/shortening/rephrasing/rewriting/summarized/summarised/condensed/abridged/rewritten/boiled/boils/recapped
    3 output_steering =summarize/summarise/condense/abridge/recap/retell/paraphrase/shorten/rephrase/rewrite/summarizing/summarising/condensing/abridging/retelling/condenses/summarizes/abridges/retells ..2 =this/the/above/everything ..2 charted
    3 output_steering =whenever/wherever/when/however/if/once ..4 =retold/summarized/summarised/condensed/shortened/recapped/abridged/rewritten/paraphrased/boiled/distilled
    3 output_steering product|digest|=text/account/version/story ..1 make =from/of/off/out ..1 =this/these/it/what/charted/here
    3 output_steering =derived/downstream/resulting/generated/derivative ..1 product|digest|charted
    2 output_steering product|digest ..3 =of ..1 =this/the ..1 =note/page/record/document/text/chart/visit/encounter/consult/entry/above
    2 output_steering =everything/all/text/document/note/content/anything ..2 =above/below/here ..1
    2 output_steering =this =request/instruction/directive/command/prompt
    2 output_steering =further/any =processing
    3 output_steering =/*/-/[/< ..2 =end =of ..2 =note/record/document/text/chart/prompt/context/input/instructions/transcript/file
    2 output_steering =next/your/actual/real/following ..1 =job/task/assignment/mission/objective/goal
    2 output_steering =fresh/new/clean/tidy/revised/edited/second ..1 =version/copy/draft
    2 output_steering product|charted ..4 =would/will =open/begin/start/carry

    # whoever reads
    3 addressed_to_machine anyone ..4 compose|shorten|=summarizing/reading/processing ..12 =kindly/please/must/shall/should/leave/omit/also/not/never
    3 addressed_to_machine anyone ..4 shorten
    3 addressed_to_machine anyone ..2 compose ..1 =from/this/it/these/here/on/up
    2 addressed_to_machine anyone ..3 compose ..3 =this/the ..2 charted|product|digest
    3 addressed_to_machine =whoever =or =whatever
    4 addressed_to_machine =if =you =are/re =a/an/the ..2 machine|device|auto|=language
    4 addressed_to_machine =you =are ..3 machine
    3 addressed_to_machine =you =are =now =a/an/in/the
    2 addressed_to_machine =you =are =now
    2 addressed_to_machine =from =now/here =on/onward/onwards
    2 addressed_to_machine =from =now =on ..1 =you
    3 addressed_to_machine ^=act/behave/pretend/roleplay/pose ..1 =as/like/that/to ..2 =if/a/an/the/be/you
    3 addressed_to_machine ^=imagine/assume/suppose/pretend ..1 =you =are/re
    2 addressed_to_machine =as ..2 machine|=language
    3 addressed_to_machine =language/learning/neural/foundation/reasoning =model/models/network
    2 addressed_to_machine machine ..6 oblige
    3 addressed_to_machine machine ..8 oblige ..3 say|drop|shorten|ignore|compose
    2 addressed_to_machine device ..4 oblige ..3 say|drop|shorten|ignore|compose
    2 addressed_to_machine device|machine ..4 =is/are =best/to/required/instructed/asked/requested/expected/directed
    2 addressed_to_machine auto ..1 product|digest|=reader/scribe/writer/reviewer/copy
    2 addressed_to_machine auto ..2 product|digest|charted ..8 oblige|=valid/requires/required
    2 addressed_to_machine =coding/sorting/reviewing/review/reading/scribe/summary/summarizing/summarization/result/triage/billing/scoring/text/note/language/writing/documentation/transcription/handling/drafting/abstracting/indexing/parsing/decision/ranking/screening/grading ..1 =program/engine/model/software/tool/system/bot/agent/app/algorithm/assistant/module/pipeline/service/machine/reader
    3 addressed_to_machine ^=program/system/model/engine/software/machine/computer/bot/ai/assistant/tool/agent/reader/summarizer/generator/scribe/app ..1 =,/: ..3 say|drop|shorten|ignore|reply|=do/please
    3 addressed_to_machine ^..1 =program/system/model/engine/software/machine/computer/bot/ai/assistant/tool/agent/reader/summarizer/generator/scribe/app =,/: ..3 say|drop|shorten|ignore|reply|=do/please
    3 addressed_to_machine =note/attention/notice/message/hint/memo/reminder/instruction/instructions/hey/hello/dear/request/directive =to/for ..3 machine|device|auto
    4 addressed_to_machine ^=dear/hey/hello/hi/attention ..2 machine|device
    2 addressed_to_machine =your =program/model/system/programming/software/engine/developer/developers/training/prompt
    3 addressed_to_machine ^say|compose|ask ..8 secret ..2 instruction
    3 addressed_to_machine secret ..1 instruction ..6 =you/your/were
    3 addressed_to_machine =system/developer/hidden ..0 =prompt/prompts
    2 addressed_to_machine =human/manual/clinician ..1 =check/review/reviewer/staff/reader/readers ..3 drop|ignore
    2 addressed_to_machine drop ..3 =human/manual ..1 =check/review/checks/reviewer/approval/step
    3 addressed_to_machine =human =staff/readers/reader/reviewers ..2 ignore|=may/can/need

    # markup of roles, chats, templates and data
    5 role_markup =< =|
    4 role_markup =[ ..1 =inst/sys/system =]
    4 role_markup =< =< ..1 =sys
    4 role_markup =< role|=im_start/prompt/admin/root =>
    4 role_markup =< =SLASH role|=tool/prompt/admin/root/context
    4 role_markup =# =# ..2 role =:
    3 role_markup =# =# ..2 role
    4 role_markup ={ ={ ..1 =system/assistant/user
    4 role_markup =< =tool/function/action/invoke/call/command ..2 =>/name
    3 role_markup ={ =" =name/role/content/tool/function/arguments/action/text/summary/output/status/system/assistant/instruction/instructions/prompt/command/message/response =" =:
    3 role_markup =" =role/content/system/prompt/instruction =" =:
    4 role_markup =[ =SLASH =SLASH =] =:
    2 role_markup =< =! =- =-
    4 role_markup =! =[ ..6 =] =( =http/https/data
    4 role_markup =` =` =`
    2 role_markup ^=user/assistant/human/ai/bot/chatgpt =:
    3 role_markup =) =; ..8 =) =;
    4 role_markup =import ..3 =import
    4 role_markup =def ..1 =( =) =:
    3 role_markup =begin/start ..1 =system/assistant/user/prompt/instructions
    2 output_steering =true/false/null ..0 =,/;/}

    # text that stands for other text
    4 encoded rot ..6 rot
    4 encoded mirror ..6 mirror
    3 encoded =decode/unscramble/decrypt/unpercent/deobfuscate/unhex ..1 =the/this/it/string/following/above/text
    3 encoded =shift/rotate/advance ..1 =each/every ..1 =letter/character
    3 encoded =characters/text/message/ascii/string/answer ..2 =in ..1 style
    2 encoded =turn/turned/convert/read/translate ..2 =back ..2 =to/into
    2 encoded =cipher/ciphertext/encoded/encrypted/obfuscated/scrambled ..2 =note/text/message/line/string/block/section/instruction
    3 output_steering =let ..4 =govern/guide/shape/rule/control/steer
    2 output_steering =govern/governs/guides/shapes/controls/steers ..3 digest|product
    3 output_steering =comply/obey/follow/carry/execute/act ..2 =with/it/out/on ..4 =your/write/digest/summary/output/then

    # headers and settings
    3 role_markup digest|product|style|role =_ ..1 =rule/rules/mode/only/policy/text/style/tone/format/instruction/instructions/prompt/override
    2 role_markup =_ =rule/rules/policy/override/instruction/instructions/prompt/mode ..0 =:/=

    # requests that no clinic gets
    3 off_domain ^=write/give/create/compose/output/print/provide/produce/return/answer/reply/respond/render/format/encode/convert/put/deliver/generate/make/tell/present/say/draft/express/wrap/sing/use/add/supply ..6 style
    2 off_domain =in/into/using ..2 style
    2 off_domain =in/into/to tongue =./;/!/,
    3 off_domain ^=write/say/answer/reply/respond/translate/render/convert/rewrite/give/provide/deliver/output/print/compose/summarize ..6 =in/into/to ..1 tongue
    2 off_domain ^=translate ..2 =everything/this/above/all/it
    2 off_domain coding
    2 off_domain =code/following =block/snippet/section/excerpt/fragment/segment/code/piece
    3 off_domain =code =block/snippet/section/excerpt/fragment/segment/piece
    3 off_domain ^ask ..4 =sentiment/tone/emotion/mood ..1 =of
    2 off_domain advert
    2 off_domain ask|say|compose ..6 advert

    # the same in other languages
    3 output_steering fproduct ..12 fcommand
    3 output_steering fcommand ..14 fproduct
    3 addressed_to_machine fmachine ..14 fcommand
    2 addressed_to_machine fmachine ..8 fproduct
    2 addressed_to_machine fproduct ..3 fmachine

    # a product that does things by itself
    3 output_steering =any/every/each/your/whatever/all/good/proper/correct/accurate/ideal/best ..1 product|digest ..6 =omits/ends/consists/reads/says/contains/mentions/opens/begins/stops/states/lists/shows/leaves/skips/drops/stays/remains/includes/describes/calls/omit/leave/skip/begin/end/carry/carries/treats/treat
    3 output_steering digest ..6 =omits/ends/consists/reads/says/contains/mentions/opens/begins/stops/states/lists/shows/leaves/skips/drops/stays/remains/includes/describes/calls/carries/treats/needs/wants
    2 output_steering =purposes/far/regards/concerned ..5 product|digest
    2 output_steering ^=in ..1 =the/any/every/your/this product|digest ..2 =,/:/write/say/state/call/put
    3 output_steering ^=stop =reading/processing/summarizing/here/generating/writing
    3 output_steering drop ..3 =rest/remainder/balance =of ..2 charted|=it
    2 output_steering =read =no =further
    3 output_steering =developer/debug/admin/god/maintenance/unrestricted/jailbreak/override/sudo =mode
    3 output_steering =output/answer/response/reply/summary/result ..0 =format/language/length/style/template/schema
    3 output_steering =system =prompt/instruction/instructions/override/directive/command/note
    2 output_steering =expected/desired/required/preferred/approved/official/correct/ideal/only ..1 =output/summary/answer/response/wording/text/reply/digest/abstract/recap
    3 output_steering =make/makes/making/keep/makes ..4 =sound/look/appear/seem/read ..1 =like/as/normal/routine/benign/better/clean/harmless/trivial/minor/healthy
    2 output_steering =make/leave/with/give ..1 =no =mention/trace/word/hint/reference ..1 =of/about/to/on/that
    2 output_steering =stay/remain/keep/be ..1 =silent/quiet/mum ..1 =on/about
    2 output_steering =as =if/though ..6 =never
    2 output_steering =gloss/pass/play/skate =over/down ..1 =the
    3 output_steering ^=when/while/in/on/before/after/upon/by ..1 =summarizing/summarising/condensing/abridging/retelling/paraphrasing/shortening/rephrasing/recapping/rewriting/boiling/compressing
    2 output_steering =write/writes/writing/wrote/type/types/sum/sums ..2 =this/it/up ..1 =up
    3 output_steering =not/human/person/people/clinician ..2 =readers/eyes/staff/humans ..2 =only/should/may/can/need/will
    3 addressed_to_machine =ai/machine/llm/bot/computer/model/software ..1 =only/eyes/readable/use
    3 addressed_to_machine ^=for/to ..2 machine|auto ..1 =readers/reader/abstractors/tools/systems/eyes/use/consumption
    3 addressed_to_machine ^=to/for/attention ..1 =the/any/all/every/whatever ..1 machine|device|auto ..6 =:/,/that/which
    2 output_steering =send/post/forward/upload/email/transmit/leak/share/submit ..10 =to ..3 =http/https/www/@
    2 output_steering =please/kindly ..1 =state/say/write/claim/conclude/render/declare/record/describe/portray ..6 ="/“/that

    # names for a condensed text that charts do not use, and what is said of it
    3 output_steering =the/a/an/any/every/this/that/each/no/good/proper/short/your/its ..1 digest
    3 output_steering =any/every/no/each/whatever ..1 core
    2 output_steering core ..4 oblige
    3 output_steering core ..5 =may/can/must/should/shall/will ..2 say|drop|=refer/lack/be/appear
    2 output_steering ^=let/have/make/ensure/see ..4 core|digest
    2 output_steering ^=let ..2 product
    3 output_steering =vital/essential/important/mandatory/best/crucial/imperative/necessary ..2 =that/for/if ..3 core|digest|machine|device
    2 output_steering core ..6 =mention/mentions/omit/omits/lack/lacks/rejected/discarded/invalid/stops/stop/ends/end/opens/begins
    3 output_steering =what/whatever/anything/everything/version/text/summary/copy/account/page/story/handover/line/document/paragraph/sentence/wording/record =you/your ..2 compose|=pass/hand/send/return/deliver/give/issue/emit/output/render/turn
    3 output_steering =you =are ..2 =about/going/asked/supposed/here/expected/required/instructed/told/set/configured/programmed/trained ..2 =to ..1 =generate/produce/write/summarize/condense/output/compose/draft
    3 output_steering =when/while/as/before/once ..1 =you ..1 =write/summarize/condense/generate/retell/produce/respond/answer/reply/draft/compose/output
    2 output_steering =condensing/retelling/paraphrasing/abridging/condensed/abridged/retold/paraphrased/summarizing/summarising
    3 output_steering ^=pretend
    3 addressed_to_machine device|machine|=models ..1 =reading/processing/summarizing/parsing/handling/condensing/generating
    2 output_steering =superseded/supersedes/supersede ..6 charted|core|=content/clinical/everything
    3 output_steering ^=output/print/append/compute/emit ..3 =the ..2 =text/word/words/phrase/string/line/sentence/answer
    2 output_steering ^=append/emit
    3 output_steering ^=output ..1 =the/only/a/no/just/nothing/"
    3 output_steering =everything/nothing/all/anything/lines ..2 =after/below/beyond/following/past ..1 =this/here
    2 output_steering =never/not ..1 =happened/happen/occurred/existed
    2 output_steering drop ..1 =every/each/any/all ..1 =mention/mentions/occurrence/trace/reference/references
    2 output_steering =unmentioned/unsaid/unstated/unspoken/unreported/unwritten/unnamed
    2 output_steering =silent/quiet/mum ..1 =on/about/regarding
    2 output_steering =your ..1 =task/instructions/rules/guidelines/mission/objective/programming/prompt
    2 output_steering =guidelines/instructions/rules/directions/prompt =you =were/are/have
    2 addressed_to_machine =i =am ..2 =developer/admin/administrator/creator/operator/programmer
    2 addressed_to_machine =i ..2 =allow/permit/authorize/authorise/order/command/instruct ..1 =you ..1 =to
    2 output_steering =hereby/now =authorised/authorized/permitted/allowed/free ..1 =to
    3 output_steering =speak/talk ..1 =as/like =a/an
    3 output_steering ^=speak/talk/answer/respond/write/act/behave ..1 =as/like =a/an/if/though
    3 output_steering =previous/above/preceding/foregoing/prior ..1 charted ..2 =is/was/are ..1 =fake/false/wrong/obsolete/void/invalid/irrelevant/superseded/test/draft/fiction/joke/fictional
    3 output_steering =irrelevant/immaterial/void ..2 =to/for ..2 device|machine
    2 addressed_to_machine ^=ai/bot/llm/gpt/machine/model/algorithm/computer =:/,
    3 addressed_to_machine =to/for ..1 =whichever/whatever/any/every/the ..1 machine|device ..2 =ranks/reads/sorts/scores/processes/summarizes/handles/reading/writing/:/,
    2 addressed_to_machine =machine/automated/automatic/ai/digital/robotic ..1 =readers/reader/abstractors/abstractor/summaries/summary/processors/systems/tools/coders/abstracts
    2 addressed_to_machine machine ..3 =assigns/reads/writes/should/must/swaps/ranks/answers/states/reports/lists/codes/has/will
    2 output_steering =summary/recap/text/story/note =so =far
    2 output_steering =continue =from =there/here
    2 output_steering =add =nothing
    2 output_steering core|digest|product ..6 =opens/begins/starts/ends/closes/concludes/finishes/stops/stop ..1 =with/at/on/by/before/after
    3 output_steering =belongs/belong ..2 =in/at/on ..2 core|digest|product
    3 output_steering =let/keep/leave ..8 =into/in/out/from/of ..1 =the/any/your ..1 core|digest
    2 output_steering =may/must/should/shall/can/will =not/never ..1 =refer/mention/hold/contain/carry/include/name/say/state/appear/reveal/disclose/lack
    2 output_steering =whatever =the ..1 charted ..1 =says/shows/states/reads
    3 output_steering =only ..2 =sentence/line/paragraph/section ..1 =counts/matters/applies

    # small signs that add up
    1 output_steering oblige ..3 say|drop|shorten|reply
    1 output_steering =only/verbatim/exactly/never/instead/solely
    1 output_steering say|=is/as/to ..1 ="/“
    1 output_steering =the/any/every/each/your/final/whatever ..1 product|digest ..8 oblige
    1 output_steering oblige ..8 =the/any/every/each/your/final/whatever ..1 product|digest
    1 output_steering ^say|drop|shorten|reply

    # for people
    -2 human instruction =about/on/regarding/for/from/given/concerning
    -2 human reach
    -3 human =end/start/beginning =of ..1 =text/note/document/record ..1 =carried/copied/pasted/imported
    -2 human =discharge/visit/hospital/course/patient/clinical/operative/procedure/pathology/radiology/local/paper/printed ..1 product
    -3 human =carried/copied/pasted/imported ..1 =forward/from/over
    -1 human recount ..2 ="/“/:
    """
}
