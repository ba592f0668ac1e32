"""The statements that fill a house, in their order; each gives its rows their numbers, so that they can be linked."""

PLAN = """
create temporary table bench_thread as
select t, %(thread)s + t as thread, %(handle)s + 1 + (t * 7919::bigint %% %(people)s) as person,
  case when t %% 20 = 1 then 40 when t %% 20 in (2, 3) then 8 when t %% 20 between 4 and 8 then 3 else 1 end as size,
  %(case)s + t as number, t <= %(cases)s as open,
  %(now)s - interval '2 days' - t * interval '4 seconds' as at
from generate_series(1, %(threads)s) t
"""
SAID = """
create temporary table bench_said as
select %(post)s + row_number() over (order by t, k) as id, t, k, thread, number, at + k * interval '3 minutes' as at,
  k %% 4 = 0 as own,
  case when k %% 4 = 0 then %(handle)s when k %% 2 = 1 then person
    else %(handle)s + 1 + ((t * 31 + k * 17::bigint) %% %(people)s) end as author,
  k %% 2 = 1 as of_person, (t * 131::bigint + k * 31) %% %(words)s as word
from bench_thread cross join lateral generate_series(1, size) k
"""
ROWS = (
    """insert into store_customer (id, brand_id, ref, name, email, phone, tier, value, currency)
    select %(customer)s + i, %(brand)s, 'C-' || i, 'Customer ' || i, 'customer' || i || '@mail.example',
      '+353 1 555 ' || lpad((i %% 10000)::text, 4, '0'), 'plus', i %% 5000, 'EUR'
    from generate_series(1, %(people)s / 5) i""",
    """insert into store_customerfact (id, brand_id, customer_id, kind, value, source, as_of, sensitive, updated_at)
    select %(customerfact)s + i * 3 + kind.n - 3, %(brand)s, %(customer)s + i, kind.name, kind.name || ' ' || i,
      'crm', '', false, %(now)s
    from generate_series(1, %(people)s / 5) i,
      (values (1, 'contract'), (2, 'balance'), (3, 'address')) kind(n, name)""",
    """insert into store_handle (id, brand_id, network, address, display_name, external_id, followers, avatar_url,
      customer_id, link_evidence)
    select %(handle)s + i, %(brand)s, 'mastodon',
      case when i = 0 then %(address)s else 'person' || i || '@lobby.example' end, 'Person ' || i, '', i %% 5000, '',
      case when i %% 5 = 0 and i > 0 then %(customer)s + i / 5 end,
      case when i %% 5 = 0 and i > 0 then 'exact' else '' end
    from generate_series(0, %(people)s) i""",
    """insert into store_thread (id, brand_id, network, root_uri)
    select thread, %(brand)s, 'mastodon', 'https://lobby.example/t/' || thread from bench_thread""",
    """insert into store_case (id, brand_id, account_id, person_id, thread_id, state, lane, act_by, promise_at, route,
      language, summary, reasons, assignee_id, opened_at, last_post_at, resolved_at)
    select number, %(brand)s, %(account)s, person, thread, case when open then 'open' else 'resolved' end,
      case when t %% 500 = 7 then 0 else 1 end, at + interval '1 hour' - (t %% 7) * interval '5 minutes',
      at + interval '1 hour', 'lobby', 'en', left(word.text, 280),
      '[{"word": "angry", "seconds": 600}, {"word": "many followers", "seconds": 120}]'::jsonb,
      case when t %% %(assigned_every)s = 0
        then (%(agents)s::bigint[])[1 + t / %(assigned_every)s %% %(agent_count)s] end,
      at, at + size * interval '3 minutes', case when not open then %(now)s end
    from bench_thread join bench_words word on word.n = (t * 131::bigint + 31) %% %(words)s order by t""",
    """insert into store_post (id, brand_id, network, origin_uri, author_id, thread_id, in_reply_to_uri, url,
      created_at, received_at, own, crowded, version, attachments)
    select id, %(brand)s, 'mastodon', 'https://lobby.example/p/' || id, author, thread,
      case when k > 1 then 'https://lobby.example/p/' || id - 1 else '' end, 'https://lobby.example/@p/' || id, at, at,
      own, false, 1, '[]' from bench_said order by id""",
    """insert into store_posttext (id, brand_id, post_id, version, text, language, warning, written_at)
    select said.id, %(brand)s, said.id, 1, '@marlowcare ' || word.text || ' number' || said.id, 'en', '', at
    from bench_said said join bench_words word on word.n = said.word order by said.id""",
    """insert into store_hearing (post_id, account_id, raw_event_id, external_id, addressed)
    select id, %(account)s, id, 'x' || id, true from bench_said order by id""",
    """insert into store_assessment (brand_id, post_id, version, case_id, route, heat, model, result, assessed_at)
    select %(brand)s, said.id, 1, case when of_person then number end, word.route, word.heat, word.model,
      word.result, at
    from bench_said said join bench_words word on word.n = said.word where not own order by said.id""",
    """insert into store_note (id, brand_id, case_id, author_id, text, at)
    select %(note)s + t / 10, %(brand)s, number, (%(agents)s::bigint[])[1], 'She rang on Tuesday as well.', at
    from bench_thread where t %% 10 = 0""",
    """insert into store_outbox (id, brand_id, account_id, case_id, surface, recipient, purpose, text, payload,
      payload_digest, binding, verdict, key, state, author_id, override_reason, drafted_at, approved_by_id, approved_at,
      not_before, first_sent_at, confirmed_at, attempts, external_id, origin_uri, problem)
    select %(outbox)s + t / 20, %(brand)s, %(account)s, number, 'public', 'person@lobby.example', 'reply', words,
      jsonb_build_object('text', words, 'surface', 'public'), md5(number::text), md5(number::text),
      '{"decision": "review", "findings": []}', 'bench' || number,
      case when waits then 'proposed' else 'confirmed' end, (%(agents)s::bigint[])[1 + t %% %(agent_count)s], '', at,
      case when not waits then (%(agents)s::bigint[])[1] end, case when not waits then at end,
      case when not waits then at end, case when not waits then at end, case when not waits then at end, 1,
      case when waits then '' else 'o' || number end,
      case when waits then '' else 'https://lobby.example/o/' || number end, ''
    from (select *, t <= %(waiting)s * 20 as waits, 'We have looked, and your order leaves today.' as words
      from bench_thread where t %% 20 = 0) held""",
)
